// Run after a change to the schema of the sites file: node checker/sites/write-schema.ts
import { writeFile } from 'node:fs/promises';
import { sitesSchemaText } from './sites-schema.ts';

await writeFile(new URL('../../data/schemas/sites.schema.json', import.meta.url), sitesSchemaText());
