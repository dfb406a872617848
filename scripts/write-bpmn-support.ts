import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bpmnSupportPage } from './bpmn-support/page.ts';
import { repository } from './services/locations.ts';

// Writes docs/bpmn-support.md.
writeFileSync(join(repository, 'docs', 'bpmn-support.md'), await bpmnSupportPage());
