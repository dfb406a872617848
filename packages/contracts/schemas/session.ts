import { z } from 'zod';
import { permission, role } from './permission.ts';
import { text } from './text.ts';

export const signInBody = z.strictObject({
  email: text(254),
  password: z.string().min(1).max(512),
});
export type SignInBody = z.infer<typeof signInBody>;

export const me = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(role),
  permissions: z.array(permission),
  organisation: z.object({ id: z.string(), name: z.string(), zone: z.string() }),
});
export type Me = z.infer<typeof me>;
