import type { Attachment } from './chat.ts';

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Attachment>;
}

/** Reads multipart/form-data; undefined when the body is no such thing. */
export async function multipart(body: Uint8Array, contentType: string): Promise<Form | undefined> {
  const form = await parse(body, contentType);
  if (!form) return undefined;
  const fields = new Map<string, string>();
  const files = new Map<string, Attachment>();
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields.set(name, value);
    else files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields, files };
}

async function parse(body: Uint8Array, contentType: string): Promise<FormData | undefined> {
  try {
    const response = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
    return await response.formData();
  } catch {
    return undefined;
  }
}
