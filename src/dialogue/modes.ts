import type { AttendanceMode } from '../records/records.ts';

// A map, because every object knows a `constructor`, which people may type.
const MODES: ReadonlyMap<string, AttendanceMode> = new Map(
  Object.entries({
    现场: '现场',
    到场: '现场',
    线上: '线上',
    在线: '线上',
    网上: '线上',
    网络: '线上',
    远程: '线上',
    视频: '线上',
    送学上门: '送学上门',
    送学: '送学上门',
    上门: '送学上门',
  } as const),
);

/** How somebody took part, by any of the words for it. */
export const readAttendanceMode = (word: string): AttendanceMode | undefined => MODES.get(word);
