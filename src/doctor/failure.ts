/** Why an address could not be asked. */
export type Failure =
  | 'name'
  | 'refused'
  | 'no-route'
  | 'silent'
  | 'broken'
  | 'expired'
  | 'too-early'
  | 'self-signed'
  | 'other-host'
  | 'chain'
  | 'no-tls'
  | 'unknown';

const BY_CODE: Readonly<Record<string, Failure>> = {
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ETIMEDOUT: 'silent',
  UND_ERR_CONNECT_TIMEOUT: 'silent',
  UND_ERR_HEADERS_TIMEOUT: 'silent',
  UND_ERR_BODY_TIMEOUT: 'silent',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  UND_ERR_SOCKET: 'broken',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'too-early',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-host',
  UNABLE_TO_GET_ISSUER_CERT: 'chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'chain',
  EPROTO: 'no-tls',
};

/** What a failed call comes down to: the code of the error, or of the one that brought it about. */
export function failureOf(error: unknown): Failure {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each.name === 'TimeoutError' || each.name === 'AbortError') return 'silent';
    const code = 'code' in each && typeof each.code === 'string' ? each.code : '';
    const known = BY_CODE[code];
    if (known) return known;
    if (code.startsWith('ERR_SSL_')) return 'no-tls';
  }
  return 'unknown';
}

/** What happened, in words. */
export const FAILURE_TEXT: Readonly<Record<Failure, string>> = {
  name: '域名解析不出来',
  refused: '连接被拒绝',
  'no-route': '网络不通',
  silent: '长时间没有答复',
  broken: '连接中途断开',
  expired: '证书已过期',
  'too-early': '证书还没有生效（或者这台服务器的时钟慢了）',
  'self-signed': '证书是自签的，不受信任',
  'other-host': '证书不是这个域名的',
  chain: '证书链不完整，或签发机构不受信任',
  'no-tls': '对方说的不是 https',
  unknown: '连接失败',
};

/** Whether somebody was there whose certificate cannot be trusted. */
export const isAboutCertificate = (failure: Failure): boolean =>
  ['expired', 'too-early', 'self-signed', 'other-host', 'chain', 'no-tls'].includes(failure);
