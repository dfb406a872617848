import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { ChannelError } from '../errors.ts';

/** Says what in a package breaks the court's schema; empty when nothing does. */
export type PackageCheck = (pozwyXml: string) => Promise<readonly string[]>;

const CLAIM = 'PozewEPU.xsd';
const TYPES = 'TypyDanych.xsd';

/**
 * Checks each claim of a package against the court's own schemas in `folder` (`PozewEPU.xsd`, `TypyDanych.xsd`), which
 * are the court's and not part of this project. Throws where one of them is missing.
 */
export function packageCheck(folder: string): PackageCheck {
  for (const name of [CLAIM, TYPES]) {
    if (!existsSync(join(folder, name))) {
      throw new ChannelError(
        'CHANNEL_EPU_SCHEMAS',
        `Expected ${name} in the folder KROK_EPU_SCHEMAS but it is not there.`,
      );
    }
  }
  return async (pozwyXml) => {
    const claims = claimsOf(pozwyXml);
    if (claims.length === 0) return ['Expected at least one curr:PozewEPU but got none.'];
    const [claim, types] = await Promise.all([CLAIM, TYPES].map((name) => readFile(join(folder, name), 'utf8')));
    const result = await validateXML({
      xml: claims.map((contents, index) => ({ fileName: `claim-${index + 1}.xml`, contents })),
      schema: [{ fileName: CLAIM, contents: withoutMark(claim ?? '') }],
      preload: [{ fileName: TYPES, contents: withoutMark(types ?? '') }],
    });
    if (result.valid) return [];
    // The message quotes values; only the rule that was broken goes on.
    return result.errors.map(({ message }) =>
      message.replaceAll(/'[^']*'/g, (quoted) => (quoted.includes('{') ? quoted : "'…'")),
    );
  };
}

/** The package's own schema defines another, older claim: each claim is checked as a document of its own. */
function claimsOf(pozwyXml: string): string[] {
  return [...pozwyXml.matchAll(/<curr:PozewEPU [\s\S]*?<\/curr:PozewEPU>/g)].map(([claim]) =>
    claim.replace('<curr:PozewEPU ', '<curr:PozewEPU xmlns:curr="http://www.currenda.pl/epu" '),
  );
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
