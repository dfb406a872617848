import pg from 'pg';

/** The whole database as it stood once, to be brought back as from a back-up. */
export interface BackUp {
  restore(): Promise<void>;
}

/** Keeps a copy of every table beside the tables. */
export async function backUp(url: string): Promise<BackUp> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string; columns: string }>(`
    SELECT c.table_name AS name, string_agg(quote_ident(c.column_name), ', ') AS columns
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    GROUP BY c.table_name`);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; CREATE SCHEMA back_up');
  for (const { name } of tables.rows) await client.query(`CREATE TABLE back_up.${name} AS TABLE public.${name}`);
  await client.query('COMMIT');
  return {
    restore: async () => {
      // As the owner of the server, past every trigger and reference: no program of ours may do this.
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      for (const { name, columns } of tables.rows) {
        await client.query(`DELETE FROM public.${name}`);
        await client.query(
          `INSERT INTO public.${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM back_up.${name}`,
        );
      }
      await client.query('COMMIT');
      await client.end();
    },
  };
}
