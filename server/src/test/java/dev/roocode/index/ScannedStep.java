package dev.roocode.index;

/** Does something between the scan and the reading. */
record ScannedStep(Runnable action) implements IndexSteps {
  @Override
  public void scanned(int files) {
    action.run();
  }

  @Override
  public void written(int done, int total) {}
}
