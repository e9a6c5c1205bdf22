const reverse = new Map<string, Buffer>();

/** Text in GBK, which is what programs write that know only GB18030's two-byte characters. */
export function gbkOf(text: string): Buffer {
  if (reverse.size === 0) learnGbk();
  return Buffer.concat([...text].map((each) => reverse.get(each) ?? Buffer.from(each, 'latin1')));
}

function learnGbk(): void {
  const decoder = new TextDecoder('gbk');
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const bytes = Buffer.from([first, second]);
      const text = decoder.decode(bytes);
      if ([...text].length === 1 && text !== '\ufffd' && !reverse.has(text)) reverse.set(text, bytes);
    }
}
