/** Files as people send them, honest and hostile, made in memory. */
export { gbkOf } from './sent-files/gbk.ts';
export { lockedPdf } from './sent-files/locked-pdf.ts';
export { oleOf } from './sent-files/ole.ts';
export { type PdfLine, pdfFile, pdfOf, pdfStream } from './sent-files/pdf.ts';
export { docxOf, wordParagraph, wordParts, wordPicture, wordTable, wordXml } from './sent-files/word.ts';
export { bomb, type ZipPart, zipOf } from './sent-files/zip.ts';
