/** What stands where a secret was. */
export const BLOT = '••••••';

/** Fields whose value opens something, in JSON and XML, whatever else they are called beside. */
const FIELDS = new Set([
  'access_token',
  'aeskey',
  'corpsecret',
  'encodingaeskey',
  'response_code',
  'responsecode',
  'secret',
  'token',
]);
const QUERY = /((?:access_token|corpsecret|key|msg_signature|response_code|secret|token)=)[^&"<>\s]+/gi;
const XML = /<(ResponseCode|Token|EncodingAESKey|Encrypt)>(?:<!\[CDATA\[)?.*?(?:\]\]>)?<\/\1>/gs;
const BASE64 = /^[A-Za-z0-9+/]{400,}={0,2}$/;
const LONGEST = 6000;

/** Takes secrets out of what is shown: by the field they stand in, and these wherever they stand. */
export class Blotter {
  readonly #secrets: () => readonly string[];

  /** `secrets`: asked at every use, as keys are added later. */
  constructor(secrets: () => readonly string[]) {
    this.#secrets = secrets;
  }

  /** JSON, indented, in which pictures and files are only measured. */
  json(value: unknown): string {
    const shown = JSON.stringify(value, (name, each) => this.#field(name, each), 2);
    return shown === undefined ? '' : this.#cut(shown);
  }

  /** Text of any other kind: XML, an address. */
  text(text: string): string {
    return this.#cut(this.#words(text.replaceAll(XML, (_all, tag) => `<${tag}>${BLOT}</${tag}>`)));
  }

  #field(name: string, value: unknown): unknown {
    if (typeof value !== 'string') return value;
    if (FIELDS.has(name.toLowerCase())) return BLOT;
    if (BASE64.test(value)) return `（base64，${Buffer.byteLength(value, 'base64')} 字节）`;
    return this.#words(value);
  }

  #words(text: string): string {
    let shown = text.replaceAll(QUERY, `$1${BLOT}`);
    for (const secret of this.#secrets()) if (secret !== '') shown = shown.replaceAll(secret, BLOT);
    return shown;
  }

  #cut(text: string): string {
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n……（共 ${text.length} 字）` : text;
  }
}
