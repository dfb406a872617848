export { buildApp, type KrokApi } from './build-app.ts';
export { type ApiLimits, type ApiOptions } from './dependencies.ts';
export { deployDiagram } from './deploy/deploy-diagram.ts';
export { apiLogger } from './http/log-options.ts';
export { hashPassword } from './sign-in/passwords.ts';
