import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// `npm run dev -w @krok/web` beside a running API: KROK_API names its address.
const api = process.env['KROK_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), withoutJsonSchema()],
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
});

/**
 * Every zod schema carries its way to JSON Schema, 6 KB compressed of the first load. Only the API writes its
 * description with it; here its functions answer nothing.
 */
function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    load(id) {
      const [file = ''] = id.split('?');
      if (!/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(file)) return null;
      const names = [...readFileSync(file, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(
        ([, name]) => name,
      );
      return `const nothing = () => () => undefined;\nexport { ${names.map((name) => `nothing as ${name}`).join(', ')} };`;
    },
  };
}
