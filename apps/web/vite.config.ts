import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev -w @krok/web` beside a running API: KROK_API names its address.
const api = process.env['KROK_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
});
