import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP's second choice of argon2id parameters: memory in KiB, passes, lanes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

/** PHC string of a password: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, cost, tagLength);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(salt)}$${encode(tag)}`;
}

/** Against `hash`, or where nobody has that name against a hash of nothing: both take the same time. */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  const parsed = parse(hash ?? nobody);
  if (!parsed) return false;
  const tag = await derive(password, parsed.salt, parsed, parsed.tag.length);
  return timingSafeEqual(tag, parsed.tag) && hash !== undefined;
}

const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(randomBytes(16))}$${encode(randomBytes(tagLength))}`;

interface Parsed {
  memory: number;
  passes: number;
  parallelism: number;
  salt: Buffer;
  tag: Buffer;
}

function parse(hash: string): Parsed | undefined {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash);
  if (!match) return undefined;
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function derive(
  password: string,
  nonce: Buffer,
  { memory, passes, parallelism }: Omit<Parsed, 'salt' | 'tag'>,
  length: number,
): Promise<Buffer> {
  // Typed letters that look alike but differ in code points are one password (NIST SP 800-63B 5.1.1.2).
  const message = Buffer.from(password.normalize('NFKC'));
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, parallelism, tagLength: length, memory, passes }, (error, tag) => {
      if (error) reject(error);
      else resolve(tag);
    });
  });
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
