import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { FileContents } from '../records/records.ts';
import { keptText } from './clean-text.ts';
import type { Limits } from './limits.ts';
import { pageOf } from './pdf-lines.ts';
import { Paragraphs } from './pdf-paragraphs.ts';
import { openPdfium } from './pdfium.ts';
import { Unread } from './unread.ts';

const MEGABYTE = 2 ** 20;
/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const ENCIPHERED: readonly number[] = [4, 5];
/** A whole pdf ends with this; some senders pad it. */
const END = { mark: '%%EOF', within: 4_096 } as const;

/**
 * The text of a pdf, paragraph by paragraph, or that it is a scan. Not read by pdf.js: that gives nothing for the many Chinese
 * documents whose fonts are not embedded (GBK-EUC-H and such) and puts no bound on memory.
 * @throws Unread, and whatever PDFium throws at damaged content.
 */
export async function readPdf(content: Uint8Array, limits: Limits): Promise<FileContents> {
  refuseTruncated(content);
  const { api, starved } = await openPdfium(limits.megabytes * MEGABYTE);
  try {
    const contents = read(api, content, limits);
    if (!starved()) return contents;
  } catch (error) {
    if (!starved()) throw error;
  }
  // What it could still say need not be all there is.
  throw new Unread('too-large', 'PDFium wants more memory');
}

/** What is left of such a file might pass for a whole essay. */
function refuseTruncated(content: Uint8Array): void {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!bytes.subarray(-END.within).includes(END.mark)) throw new Unread('damaged', 'no end');
}

function read(api: WrappedPdfiumModule, content: Uint8Array, limits: Limits): FileContents {
  const place = api.pdfium.wasmExports.malloc(content.length);
  api.pdfium.HEAPU8.set(content, place);
  const document = api.FPDF_LoadMemDocument(place, content.length, '');
  if (document === 0) {
    const error = api.FPDF_GetLastError();
    throw new Unread(ENCIPHERED.includes(error) ? 'encrypted' : 'damaged', `PDFium error ${error}`);
  }
  return pagesOf(api, document, limits);
}

function pagesOf(api: WrappedPdfiumModule, document: number, limits: Limits): FileContents {
  const pages = api.FPDF_GetPageCount(document);
  if (pages === 0) throw new Unread('damaged', 'no pages');
  const paragraphs = new Paragraphs();
  let looked = 0;
  let entire = true;
  while (looked < Math.min(pages, limits.pages) && paragraphs.length <= limits.characters) {
    const page = pageOf(api, document, looked++, 2 * limits.characters);
    paragraphs.addPage(page);
    entire &&= page.entire;
  }
  if (paragraphs.length > 0) return keptText(paragraphs.text(), limits.characters, looked < pages || !entire);
  if (!entire) throw new Unread('damaged', 'pages that cannot be read');
  return { kind: 'scan', pages };
}
