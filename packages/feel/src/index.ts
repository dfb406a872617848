export * from './executable.ts';
export { MAX_SOURCE_LENGTH, type ParseResult, parseExpression, parseUnaryTests } from './syntax/parse.ts';
