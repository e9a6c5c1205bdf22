import MarkdownIt from 'markdown-it';
import type { RuleInline } from 'markdown-it/lib/parser_inline.mjs';
import type { RenderRule } from 'markdown-it/lib/renderer.mjs';
import { drawMention, MENTION, type NameOf } from './mentions.ts';

/** WeCom's two ways of drawing markdown; a bot's answers follow `markdown_v2`. */
export type Dialect = 'markdown' | 'markdown_v2';

const FONT = /<font color="(info|comment|warning)">/y;
const FONT_END = '</font>';
const MENTION_HERE = new RegExp(MENTION, 'y');

// Colour is WeCom's own tag. It never reaches the browser: it becomes a class.
const font: RuleInline = (state, silent) => {
  FONT.lastIndex = state.pos;
  const match = FONT.exec(state.src);
  if (!match) return false;
  const start = state.pos + match[0].length;
  const end = state.src.indexOf(FONT_END, start);
  if (end < 0 || end > state.posMax) return false;
  const { posMax } = state;
  if (!silent) {
    state.push('font_open', 'span', 1).attrSet('class', `font-${match[1]}`);
    state.pos = start;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.push('font_close', 'span', -1);
  }
  state.pos = end + FONT_END.length;
  state.posMax = posMax;
  return true;
};

const mention: RuleInline = (state, silent) => {
  MENTION_HERE.lastIndex = state.pos;
  const match = MENTION_HERE.exec(state.src);
  if (!match) return false;
  if (!silent) state.push('mention', '', 0).content = match[1] ?? '';
  state.pos += match[0].length;
  return true;
};

const drawLink: RenderRule = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

// The page loads nothing from elsewhere, so a picture is drawn as what it is called.
const drawImage: RenderRule = (tokens, index) => escapeHtml(`[图片] ${tokens[index]?.content ?? ''}`);

const drawMentionToken: RenderRule = (tokens, index, _options, env: NameOf) =>
  mentionHtml(tokens[index]?.content ?? '', env);

function common(): MarkdownIt {
  const md = new MarkdownIt({ html: false, breaks: true, linkify: false }).disable('autolink');
  Object.assign(md.renderer.rules, { link_open: drawLink, image: drawImage });
  return md;
}

function firstDialect(): MarkdownIt {
  const md = common().disable(['list', 'table', 'image', 'fence', 'code', 'hr', 'lheading']);
  md.inline.ruler.before('html_inline', 'font', font);
  md.inline.ruler.before('font', 'mention', mention);
  Object.assign(md.renderer.rules, { mention: drawMentionToken });
  return md;
}

const PAINTERS: Record<Dialect, MarkdownIt> = { markdown: firstDialect(), markdown_v2: common() };

const { escapeHtml } = PAINTERS.markdown_v2.utils;

const mentionHtml = (userid: string, nameOf: NameOf): string =>
  `<span class="mention">${escapeHtml(drawMention(userid, nameOf))}</span>`;

/** Safe HTML: whatever the text holds, only the dialect's own elements come out. */
export function drawMarkdown(text: string, dialect: Dialect, nameOf: NameOf): string {
  return PAINTERS[dialect].render(text, nameOf);
}

/** Safe HTML of plain words, in which a robot's mentions are drawn. Line breaks are left to the style sheet. */
export function drawText(text: string, nameOf: NameOf): string {
  return text
    .split(new RegExp(MENTION))
    .map((part, index) => (index % 2 === 0 ? escapeHtml(part) : mentionHtml(part, nameOf)))
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const INLINE_TAG = /<\/?(?:span|strong|em|s|code|a)\b[^>]*>/g;

/** The words of HTML that was drawn here. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(INLINE_TAG, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}
