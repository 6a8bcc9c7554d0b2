// How the client in src/api/generated is made from openapi.json (`npm run api`).
import { readFileSync } from 'node:fs';
import { defineConfig } from '@hey-api/openapi-ts';

type Operation = { operationId?: string; tags?: string[] };
type Spec = { paths: Record<string, Record<string, Operation>> };

const spec = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as Spec;

// A function is named by its method and path (GET /api/v1/items/{item_id} -> getItemsOne): the path is the
// contract, so renaming a Python function never changes the web app.
for (const [path, operations] of Object.entries(spec.paths)) {
  const words = path
    .replace(/^\/api\/v1\//, '')
    .replace(/\{[^}]+\}/g, 'one')
    .replace(/\W+/g, '_');
  for (const [method, operation] of Object.entries(operations)) {
    operation.operationId = `${method}_${words}`;
  }
}

export default defineConfig({
  input: spec as never,
  output: { path: 'src/api/generated', clean: true },
  logs: { level: 'warn', file: false },
  plugins: [
    '@hey-api/typescript',
    // Who asks is our own client's business: what each function says of it would only be sent to every browser.
    { name: '@hey-api/sdk', responseStyle: 'data', auth: false },
    { name: '@hey-api/client-fetch', throwOnError: true },
  ],
});
