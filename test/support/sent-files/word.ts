import { type ZipPart, zipOf } from './zip.ts';

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A paragraph of a Word document; `\n` in it is a line break within the paragraph. */
export const wordParagraph = (text: string): string =>
  `<w:p><w:r>${text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${line}</w:t>`)
    .join('<w:br/>')}</w:r></w:p>`;

export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows
    .map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`;

/** A paragraph that shows `word/media/picture.png`. */
export const wordPicture = (): string =>
  `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="${RELATIONS}" r:embed="picture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

export const wordXml = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${NAMESPACE}><w:body>${body}<w:sectPr/></w:body></w:document>`;

/** What a Word document has beside its main part, which stands at `main`. */
export function wordParts(main: ZipPart, more: readonly ZipPart[] = []): ZipPart[] {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/${main.name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="${main.name}"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships xmlns="${packageRelations}"><Relationship Id="picture" Type="${RELATIONS}/image" Target="media/picture.png"/></Relationships>`,
    },
    main,
    ...more,
  ];
}

/** A Word document with this body; see {@link wordParagraph} and its neighbours. */
export const docxOf = (body: string, more: readonly ZipPart[] = []): Buffer =>
  zipOf(wordParts({ name: 'word/document.xml', content: wordXml(body) }, more));
