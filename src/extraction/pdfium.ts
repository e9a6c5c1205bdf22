import { readFileSync } from 'node:fs';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

const PAGE = 65_536;

export interface Pdfium {
  readonly api: WrappedPdfiumModule;
  /** Whether it has asked for more memory than it may have. */
  readonly starved: () => boolean;
}

/** PDFium as WebAssembly, so that what it allocates is its one memory, and that can be held to a size in bytes. */
export async function openPdfium(bytes: number): Promise<Pdfium> {
  const wasm = readFileSync(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const api = await init({ wasmBinary: new Uint8Array(wasm).buffer, print: ignore, printErr: ignore });
  api.PDFiumExt_Init();
  return { api, starved: limit(memoryOf(api), bytes) };
}

interface Memory {
  readonly buffer: { readonly byteLength: number };
  grow(pages: number): number;
}

/** The glue code answers a memory that throws on growing as one that the machine cannot give. */
function limit(memory: Memory, bytes: number): () => boolean {
  const grow = memory.grow.bind(memory);
  let refused = false;
  memory.grow = (pages) => {
    refused ||= memory.buffer.byteLength + pages * PAGE > bytes;
    if (refused) throw new RangeError(`more than ${bytes} bytes`);
    return grow(pages);
  };
  return () => refused;
}

function memoryOf(api: WrappedPdfiumModule): Memory {
  const memory: unknown = Reflect.get(api.pdfium.wasmExports, 'memory');
  if (isMemory(memory)) return memory;
  throw new TypeError('PDFium shows no memory');
}

const isMemory = (value: unknown): value is Memory =>
  typeof value === 'object' && value !== null && 'grow' in value && 'buffer' in value;

function ignore(): void {}
