import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Make } from '../report/workshop.ts';
import { type Front, openFront } from '../simulator/front.ts';
import type { Instant } from '../time/clock.ts';
import { openScene, type Scene } from './scene.ts';
import type { SetUp } from './set-up.ts';
import type { Stage } from './stage.ts';

const HOST = '127.0.0.1';

export interface DemoOptions {
  /** An empty folder for everything the bot writes. */
  readonly folder: string;
  /** Another free one is taken when it is in use, and always for 0. */
  readonly port: number;
  /** When the visitor comes; the machine's own time unless told. Outside of office hours the demo opens on the next workday's morning. */
  readonly now?: Instant;
  /** How the bot is connected to the stand-in platform; A unless told. */
  readonly setUp?: SetUp;
  /** Makes pictures and files; a worker unless told. */
  readonly make?: Make;
  /** Gives up while the demo is still being prepared. */
  readonly signal?: AbortSignal;
}

export interface Demo {
  readonly url: string;
  /** Whether the port asked for was in use. */
  readonly moved: boolean;
  /** What the demo's clock shows, as in `2014-03-05 星期三 09:00`. */
  readonly time: string;
  /** Bot and platform as they are now: others after the tour has begun anew. */
  readonly stage: Stage;
  close(): Promise<void>;
}

/** Runs the bot and a stand-in WeCom with an invented county in which the campaign has begun a while ago. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { port } = options;
  const front = await openOnFreePort(port);
  try {
    const counties = new Counties(options, front);
    const first = await counties.open(false);
    return {
      url: front.url,
      moved: port !== 0 && new URL(front.url).port !== String(port),
      time: first.time,
      get stage() {
        return counties.current.stage;
      },
      close: async () => {
        await counties.close();
        await front.close();
      },
    };
  } catch (error) {
    await front.close();
    throw error;
  }
}

/** One county after the other behind the same address, each as it was before anybody came. */
class Counties {
  readonly #options: DemoOptions;
  readonly #front: Front;
  #scene: Scene | undefined;
  #count = 0;
  #change: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: DemoOptions, front: Front) {
    this.#options = options;
    this.#front = front;
  }

  get current(): Scene {
    if (!this.#scene) throw new Error('the demo is not ready yet');
    return this.#scene;
  }

  async open(guided: boolean): Promise<Scene> {
    const { folder, now = Date.now(), setUp = 'A', make, signal } = this.#options;
    const own = join(folder, `county-${++this.#count}`);
    await mkdir(own);
    const scene = await openScene({
      folder: own,
      front: this.#front,
      now,
      setUp,
      make,
      signal,
      guided,
      startOver: () => this.#startOver(own),
    });
    this.#scene = scene;
    return scene;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#change;
    await this.#scene?.close();
  }

  /** Whoever asked for it stands in the old county, so it is not waited for there. */
  async #startOver(folder: string): Promise<void> {
    const old = this.current;
    this.#change = this.#change.then(async () => {
      if (this.#closed || this.#scene !== old) return;
      await old.close();
      await rm(folder, { recursive: true, force: true });
      await this.open(true);
    });
  }
}

async function openOnFreePort(port: number): Promise<Front> {
  try {
    return await openFront(HOST, port);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    return openFront(HOST, 0);
  }
}
