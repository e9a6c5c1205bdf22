/** How one of the ways to WeCom is doing, for whoever watches over the machine. Holds no secret. */
export interface WayHealth {
  /** 智能机器人长连接 */
  readonly name: string;
  readonly ok: boolean;
  /** What is wrong and what to do; empty when nothing is. */
  readonly detail: string;
}
