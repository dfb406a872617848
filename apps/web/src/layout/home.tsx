import type { Permission } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { queries } from '../api/queries.ts';

/** The first page of a person: the day's work for whoever does it, else what their role looks at first. */
export function Home() {
  const may = (permission: Permission) => me?.permissions.includes(permission) ?? false;
  const me = useQuery(queries.me()).data;
  if (may('work.do') || may('approvals.decide')) return <Navigate to="/work" replace />;
  if (may('procedures.deploy')) return <Navigate to="/procedures" replace />;
  if (may('ledger.import')) return <Navigate to="/debtors" replace search={{}} />;
  return <Navigate to="/cases" replace search={{}} />;
}
