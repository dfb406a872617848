import type { Permission } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { queries } from './queries.ts';

/** Whether the person who is signed in has a permission. The API decides; this only hides what it would refuse. */
export function useMay(permission: Permission): boolean {
  return useQuery(queries.me()).data?.permissions.includes(permission) ?? false;
}
