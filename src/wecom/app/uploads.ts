import { z } from 'zod';
import type { FileStore } from '../../journal/files/files.ts';
import type { StoredFile } from '../../records/records.ts';
import type { Clock } from '../../time/clock.ts';
import { contentOf, Handed, type MediaKind, type Unfit } from '../files.ts';
import { type AppApi, type AppEnding, answered } from './app-api.ts';

/** https://developer.work.weixin.qq.com/document/path/90253 */
const uploadAnswer = answered
  .extend({ media_id: z.string().min(1).optional() })
  .transform(({ errcode, errmsg, media_id: mediaId }) => ({ errcode, errmsg, mediaId }));

export type Uploading = AppEnding<z.infer<typeof uploadAnswer>> | Unfit;

/** Files handed to WeCom for the app. */
export class Uploads extends Handed<Uploading> {
  readonly #api: AppApi;
  readonly #files: FileStore;

  constructor(api: AppApi, files: FileStore, clock: Clock) {
    super(clock);
    this.#api = api;
    this.#files = files;
  }

  protected async hand(file: StoredFile, kind: MediaKind): Promise<Uploading> {
    const content = await contentOf(this.#files, file, kind);
    if (!(content instanceof Uint8Array)) return content;
    return this.#api.upload('media/upload', { type: kind }, { name: file.name, content }, uploadAnswer);
  }

  protected isThere(ending: Uploading): boolean {
    return ending.kind === 'answered' && ending.mediaId !== undefined;
  }
}
