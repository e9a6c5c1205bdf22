import { type ISectionPropertiesOptions, type IStylesOptions, LineRuleType } from 'docx';

/** A typeface official papers are set in, and what stands in for it where it is not installed. */
interface Face {
  readonly name: string;
  readonly instead: readonly string[];
}

// GB/T 9704 sets the title in 小标宋, headings in 黑体 and 楷体, everything else in 仿宋.
const TITLE: Face = { name: '方正小标宋简体', instead: ['方正小标宋_GBK', '华文中宋', '宋体', 'SimSun'] };
const BODY: Face = { name: '仿宋_GB2312', instead: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong'] };
const FIRST: Face = { name: '黑体', instead: ['SimHei', '华文黑体'] };
const SECOND: Face = { name: '楷体_GB2312', instead: ['楷体', 'KaiTi', '华文楷体'] };
const NUMBER: Face = { name: '宋体', instead: ['SimSun', 'NSimSun'] };
const FACES = [TITLE, BODY, FIRST, SECOND, NUMBER];

const fontOf = ({ name }: Face) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });

/** Sizes are half points, lengths twentieths of one. 二号, 三号, 四号, 五号. */
const SIZE = { title: 44, body: 32, page: 28, note: 21 } as const;
const LINE = 580;
const TITLE_LINE = 720;

export const TITLE_RUN = { font: fontOf(TITLE), size: SIZE.title } as const;
export const PAGE_RUN = { font: fontOf(NUMBER), size: SIZE.page } as const;
export const NOTICE_RUN = { font: fontOf(SECOND), size: SIZE.note, highlight: 'yellow' } as const;

/** Two characters of the body, in hundredths of one; and the same as a length, for readers that know no characters. */
export const TWO_CHARACTERS = { firstLineChars: 200, firstLine: 2 * 10 * SIZE.body } as const;
export const FROM_THE_RIGHT = 2 * 10 * SIZE.body;
export const FROM_THE_EDGE = 10 * SIZE.page;
export const TITLE_SPACING = { line: TITLE_LINE, lineRule: LineRuleType.EXACT } as const;

const heading = (face: Face) => ({
  run: { font: fontOf(face), size: SIZE.body, color: '000000', bold: false, italics: false },
  paragraph: { spacing: { before: 0, after: 0 }, indent: TWO_CHARACTERS, keepNext: true },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: fontOf(BODY),
        size: SIZE.body,
        language: { value: 'zh-CN', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 } },
    },
    heading1: heading(FIRST),
    heading2: heading(SECOND),
    footnoteText: {
      run: { font: fontOf(BODY), size: SIZE.note },
      paragraph: { spacing: { line: 300, lineRule: LineRuleType.AT_LEAST } },
    },
  },
};

/** A4, 天头37毫米, 订口28毫米, 版心156×225毫米. */
export const PAGE: ISectionPropertiesOptions = {
  page: {
    size: { width: 11906, height: 16838 },
    margin: { top: '37mm', bottom: '35mm', left: '28mm', right: '26mm', footer: '25mm' },
  },
};

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The library names no substitutes, so the list of fonts is written here: which one to take where one is missing. */
export const FONT_TABLE = {
  path: 'word/fontTable.xml',
  data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${W}">${FACES.map(font).join('')}</w:fonts>`,
} as const;

function font({ name, instead }: Face): string {
  return `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`;
}
