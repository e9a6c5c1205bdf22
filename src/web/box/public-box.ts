import type Koa from 'koa';
import { boxPoster } from '../../dialogue/opinions/box-poster.ts';
import { qrCode } from '../../report/poster/qr-code.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import type { PageHandler, PageRoute } from '../page/furniture.ts';
import { PageMistake } from '../page/mistake.ts';
import type { BoxPorts } from './box-ports.ts';
import { DropIn } from './drop-in.ts';
import { FollowUp } from './follow-up.ts';
import { Gate } from './gate.ts';

/**
 * The opinion box on the web: for everybody, without a login, without a cookie. Nothing is looked at but what was written, and
 * nothing that went wrong is told in the log but its kind.
 */
export class PublicBox {
  readonly routes: readonly PageRoute[];
  readonly #ports: BoxPorts;
  readonly #dropIn: DropIn;
  readonly #followUp: FollowUp;

  constructor(ports: BoxPorts) {
    const gate = new Gate();
    this.#ports = ports;
    this.#dropIn = new DropIn(ports, gate);
    this.#followUp = new FollowUp(ports, gate);
    ports.furniture.requirePages(['box', 'box-kept', 'box-spent', 'box-follow', 'box-told', 'box-poster']);
    const route = (method: PageRoute['method'], path: string, handle: PageHandler): PageRoute => ({
      method,
      path,
      handle: ports.furniture.guarded(this.#quiet(handle)),
    });
    this.routes = [
      route('get', '/box', this.#dropIn.blank),
      route('post', '/box', this.#dropIn.send),
      route('get', '/box/follow', this.#followUp.ask),
      route('post', '/box/follow', this.#followUp.show),
      route('post', '/box/rate', this.#followUp.rate),
      route('get', '/box/poster', async (context) => this.#poster(context)),
    ];
  }

  /** Lets go of what is to be remembered only for a while. */
  forget(now: Instant): void {
    this.#dropIn.forget(now);
    this.#followUp.forget(now);
  }

  /** An error can quote what somebody wrote: only its kind is told. */
  #quiet(handle: PageHandler): PageHandler {
    return async (context, params) => {
      try {
        await handle(context, params);
      } catch (error) {
        if (error instanceof PageMistake) throw error;
        const kind = error instanceof Error ? error.name : typeof error;
        this.#ports.log.error({ kind }, 'a page of the opinion box failed');
        throw new PageMistake(500);
      }
    };
  }

  #poster(context: Koa.Context): void {
    const { furniture, campaign, say, roster, address } = this.#ports;
    const { unit: asked } = context.query;
    const unit = typeof asked === 'string' ? roster().unit(asked as UnitId) : undefined;
    const own = unit && unit.parent !== null ? unit.id : null;
    const poster = boxPoster(say, campaign, roster(), address, own);
    const { size, path } = qrCode(poster.address);
    furniture.page(context, 'box-poster', {
      title: poster.heading,
      ...poster,
      size,
      path,
      plainAddress: address,
    });
  }
}
