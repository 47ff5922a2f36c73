package dev.roocode.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdMapTest {
  /** Few distinct keys, so that runs form, gaps close and the table wraps around. */
  @Test
  void behavesAsAMapDoes() {
    for (long seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      IdMap map = new IdMap();
      Map<Long, Integer> model = new HashMap<>();
      int keys = 1 + random.nextInt(300);
      for (int step = 0; step < 3000; step++) {
        long key = random.nextInt(keys) * (seed % 2 == 0 ? 1L : 0x1_0000_0001L) - 20;
        Integer former;
        if (random.nextInt(100) < (step < 1500 ? 65 : 30)) {
          former = model.put(key, step);
          assertEquals(former == null ? IdMap.ABSENT : former, map.put(key, step), "seed " + seed);
        } else {
          former = model.remove(key);
          assertEquals(former == null ? IdMap.ABSENT : former, map.remove(key), "seed " + seed);
        }
        assertEquals(model.size(), map.size());
      }
      for (int i = 0; i < keys; i++) {
        long key = i * (seed % 2 == 0 ? 1L : 0x1_0000_0001L) - 20;
        assertEquals(model.getOrDefault(key, IdMap.ABSENT), map.get(key), "seed " + seed);
      }
    }
  }
}
