package dev.roocode.generate;

import java.io.IOException;

class FakeEngineTest extends GeneratorContract {
  @Override
  Engine engine(boolean endless) throws IOException {
    return new FakeEngine(endless);
  }
}
