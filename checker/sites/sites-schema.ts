import { z } from 'zod';
import { SitesFile } from '../domain/sites-file.ts';

/** The JSON Schema of the sites file, as text of `data/schemas/sites.schema.json`: editors complete and explain by it. */
export function sitesSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(SitesFile, { io: 'input' }), null, 2)}\n`;
}
