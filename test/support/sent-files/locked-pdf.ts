import { readFileSync } from 'node:fs';
import { init } from '@embedpdf/pdfium';

/** The pdf enciphered with AES; an empty password opens it without being asked for. */
export async function lockedPdf(pdf: Uint8Array, password: string): Promise<Buffer> {
  const wasm = readFileSync(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const api = await init({ wasmBinary: new Uint8Array(wasm).buffer });
  const { malloc } = api.pdfium.wasmExports;
  api.PDFiumExt_Init();
  const place = malloc(pdf.length);
  api.pdfium.HEAPU8.set(pdf, place);
  const document = api.FPDF_LoadMemDocument(place, pdf.length, '');
  const writer = api.PDFiumExt_OpenFileWriter();
  if (
    !api.EPDF_SetEncryption(document, password, 'of the owner', -4) ||
    !api.PDFiumExt_SaveAsCopy(document, writer)
  )
    throw new Error('PDFium did not encipher it');
  const size = api.PDFiumExt_GetFileWriterSize(writer);
  const copy = malloc(size);
  api.PDFiumExt_GetFileWriterData(writer, copy, size);
  return Buffer.from(api.pdfium.HEAPU8.slice(copy, copy + size));
}
