package dev.roocode.backup;

import dev.roocode.base.Setting;

/**
 * Settings of the backups.
 *
 * @param automatic whether snapshots are made on schedule
 * @param folder where they lie; empty means {@code backups} in the data folder
 * @param fullEveryHours hours between two full snapshots
 * @param incrementalEveryHours hours between two snapshots of any kind
 * @param keepDaily full snapshots kept, one for each of the newest days that have one
 * @param keepWeekly the same for weeks
 * @param keepIncrementalDays days whose increments are kept
 * @param cacheEveryHours hours between two snapshots of the caches
 * @param maxMegabytes of all snapshots together; the oldest go first, two full ones stay
 */
public record BackupSettings(
    @Setting("Whether backups are made on schedule while an editor is open.") boolean automatic,
    @Setting("Where backups lie, outside of the workspace; empty means in the data folder.")
        String folder,
    @Setting(value = "Hours between two full backups.", min = 1, max = 8760) int fullEveryHours,
    @Setting(
            value = "Hours between two backups; those between full ones are incremental.",
            min = 1,
            max = 8760)
        int incrementalEveryHours,
    @Setting(value = "Days for which a full backup is kept.", min = 1, max = 3650) int keepDaily,
    @Setting(value = "Weeks for which a full backup is kept.", min = 0, max = 520) int keepWeekly,
    @Setting(value = "Days for which incremental backups are kept.", min = 1, max = 3650)
        int keepIncrementalDays,
    @Setting(value = "Hours between two snapshots of what is kept to be fast.", min = 1, max = 8760)
        int cacheEveryHours,
    @Setting(
            value = "Size of all backups together; the oldest go first, two full ones stay.",
            min = 1,
            max = 10_000_000)
        int maxMegabytes) {
  public static final BackupSettings DEFAULTS = new BackupSettings(true, "", 24, 6, 7, 4, 2, 4_096);

  /** With the usual snapshots of caches. */
  public BackupSettings(
      boolean automatic,
      String folder,
      int fullEveryHours,
      int incrementalEveryHours,
      int keepDaily,
      int keepWeekly,
      int keepIncrementalDays,
      int maxMegabytes) {
    this(
        automatic,
        folder,
        fullEveryHours,
        incrementalEveryHours,
        keepDaily,
        keepWeekly,
        keepIncrementalDays,
        12,
        maxMegabytes);
  }
}
