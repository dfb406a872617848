import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorMessages } from './error-messages.ts';
import { repositoryFiles } from '../tests/laws/repository-files.ts';
import { errorCodes } from '../tests/laws/error-codes.ts';
import { repository } from './services/locations.ts';

// Writes docs/errors.md: every code of every errors.ts with what is known of it. A line that is there already is kept,
// so that a meaning written by hand survives.
const page = join(repository, 'docs', 'errors.md');
const before = knownMeanings();
const files = repositoryFiles();
const sections = files
  .filter((path) => path.endsWith('/errors.ts'))
  .map((path) => ({ room: roomName(path), codes: errorCodes(path, read(path)), path }))
  .filter(({ codes }) => codes.length > 0);

const lines = [
  '# Errors',
  '',
  'Every stable code, by the room that declares it. Codes never change their meaning; texts may. New codes are added by',
  '`node scripts/write-error-page.ts`, and a test fails while one is missing.',
];
for (const { room, codes, path } of sections) {
  lines.push('', `## ${room}`, '', '| code | means |', '|---|---|');
  for (const code of codes) lines.push(`| \`${code}\` | ${before.get(`${room} ${code}`) || meaning(code, path)} |`);
}
writeFileSync(page, `${lines.join('\n')}\n`);

function knownMeanings(): Map<string, string> {
  const known = new Map<string, string>();
  let room = '';
  for (const line of read('docs/errors.md').split('\n')) {
    room = /^## (.+)$/.exec(line)?.[1] ?? room;
    const [, code, text] = /^\| `([^`]+)` \| (.*) \|$/.exec(line) ?? [];
    if (code && text) known.set(`${room} ${code}`, text);
  }
  return known;
}

/** The comment or title at the declaration, else the text that the code is thrown with. */
function meaning(code: string, path: string): string {
  const declared = read(path);
  const quoted = `['"\`]?${code}['"\`]?`;
  const title = new RegExp(`${quoted}: \\{[^}]*title: '([^']+)'`).exec(declared)?.[1];
  const comment = new RegExp(`(?:/\\*\\* (.*?) \\*/|// (.*))\\n\\s*\\|?\\s*${quoted}`).exec(declared);
  const valued = new RegExp(`${quoted}:\\s*(?:'([^']+)'|"([^"]+)"|\`([^\`]+)\`)`).exec(declared);
  const known = title ?? valued?.[1] ?? valued?.[2] ?? valued?.[3] ?? comment?.[1] ?? comment?.[2];
  if (known) return cell(known);
  for (const file of files) {
    if (!file.startsWith(roomFolder(path)) || !file.endsWith('.ts') || file.includes('/test/')) continue;
    const text = errorMessages(file, read(file)).get(code);
    if (text) return cell(text);
  }
  return '';
}

function cell(text: string): string {
  return text
    .replaceAll(/\$\{[^}]*\}/g, '…')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
}

function roomFolder(path: string): string {
  return dirname(path).replace(/\/src$/, '');
}

function roomName(path: string): string {
  return roomFolder(path).replace(/^(packages|apps)\//, '');
}

function read(path: string): string {
  try {
    return readFileSync(join(repository, path), 'utf8');
  } catch {
    return '';
  }
}
