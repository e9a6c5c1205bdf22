/** What people read when the platform's edge itself has something to say. */

export const WORKING = '正在处理，请稍候…';

export const TOO_LATE =
  '处理时间过长，现在还没有结果。请过几分钟把刚才的内容再发送一次；已经登记的不会重复登记。';

export const FORGOTTEN =
  '系统刚刚重新启动，没有来得及答复您。请把刚才的内容再发送一次；已经登记的不会重复登记。';

export const FAILED = '系统出错，这条消息没有处理完。请稍后再发送一次；已经登记的不会重复登记。';

export const UNSUPPORTED = '抱歉，暂时看不懂这种消息。请发送文字、图片或文件，发送“帮助”可以查看用法。';

/** Stands in front of a message that may have been delivered already. */
export const AGAIN = '（重发，如已收到请忽略）\n';
