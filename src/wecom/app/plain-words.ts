/**
 * Our markdown as plain words, never longer than it was: the app's own markdown is not shown in WeChat, where many read what the app
 * sends. The dialect is what templates/messages are written in: bold, quotes, lists, headings and colours.
 */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/<font\b[^<>]*>|<\/font>/gi, '')
    .split('\n')
    .map((line) => line.replace(/^(?:\s{0,3}>[ \t]?)+/, '').replace(/^\s{0,3}#{1,6}[ \t]+/, ''))
    .join('\n')
    .replace(/\*\*(?=\S)([^\n]*?\S)\*\*/g, '$1')
    .replace(/\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+)\)/g, '$1 $2')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
