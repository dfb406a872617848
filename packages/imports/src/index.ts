export { decodeText, type DecodedText, type TextEncoding } from './decode-text.ts';
export { readOpenItemsFile, type ReadFile } from './read-open-items-file.ts';
export { splitRecords, type SplitText } from './split-records.ts';
