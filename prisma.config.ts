import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The native schema engine is a download that offline machines cannot make; the bridge runs the same engine as WebAssembly.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(
  import.meta.dirname,
  'scripts/schema-engine/index.mjs',
);

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node prisma/seed/index.ts' },
  // `generate` needs no database; the commands that do fail with Prisma's own message when it is missing.
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
