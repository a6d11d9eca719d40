/** What stands on the one page of a form. */
export interface PdfForm {
  title: string;
  /** Lines of text under the title. Latin letters only: the font is one of the standard ones. */
  lines: readonly string[];
  /** Labels of boxes to fill in. */
  fields: readonly string[];
}

/**
 * A valid PDF 1.4 of one US letter page with real text and drawn boxes: catalogue, page tree, page, two fonts, content, information,
 * cross-reference table. Built here so that the simulated web needs no binary file that nobody can read.
 */
export function buildPdf(form: PdfForm): Buffer {
  const content = contentOf(form);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 6 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
    `<< /Title (${escaped(form.title)}) /Producer (Puptime simulated web) >>`,
  ];
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  // One character a byte all along, so that lengths of the string are offsets in the file.
  return Buffer.from(file, 'latin1');
}

/** Drawing instructions, from the top of the page down; y counts points from its lower edge. */
function contentOf(form: PdfForm): string {
  const steps = [text('F1', 20, 720, form.title)];
  let y = 690;
  for (const line of form.lines) {
    steps.push(text('F2', 11, y, line));
    y -= 17;
  }
  for (const field of form.fields) {
    y -= 24;
    steps.push(text('F1', 10, y, field), `0.5 w 72 ${y - 30} 468 24 re S`);
    y -= 30;
  }
  return steps.join('\n');
}

function text(font: string, size: number, y: number, words: string): string {
  return `BT /${font} ${size} Tf 72 ${y} Td (${escaped(words)}) Tj ET`;
}

/** Brackets and backslashes mean something in a PDF string. */
function escaped(words: string): string {
  return words.replace(/[\\()]/g, '\\$&');
}
