/** The words as a Word document. What makes it is loaded when it is needed. */
export async function letterOf(words: string): Promise<Uint8Array> {
  const { Document, Packer, Paragraph } = await import('docx');
  const paragraphs = words.split('\n').map((text) => new Paragraph({ text }));
  return Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }));
}
