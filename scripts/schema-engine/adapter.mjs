/**
 * PostgreSQL for the WebAssembly schema engine: Prisma's own adapter, with what the engine needs and the adapter lacks.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** PostgreSQL's types `"char"` and `bpchar`, by oid. */
const charOid = 18;
const bpcharOid = 1042;

/** Parameters of the address that node-postgres understands; Prisma's own are for its native engine. */
const knownParameters = new Set(['sslmode', 'host', 'application_name']);

export function connectionString(address, database) {
  const url = new URL(address);
  for (const name of url.searchParams.keys().toArray())
    if (!knownParameters.has(name)) url.searchParams.delete(name);
  if (database) url.pathname = `/${database}`;
  return url.toString();
}

export const databaseName = (address) => decodeURIComponent(new URL(address).pathname.slice(1));

/** Runs one statement, outside of any engine. */
export async function runStatement(address, statement) {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(statement(client));
  } finally {
    await client.end();
  }
}

const patched = new WeakSet();

/** The catalogue's type `"char"` is refused by the adapter, though the engine reads it: hand it over as a character. */
function readCharColumns(adapter) {
  const queryable = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  if (patched.has(queryable)) return;
  patched.add(queryable);
  const { performIO, queryRaw } = queryable;
  queryable.performIO = async function performIOWithChars(query) {
    const result = await performIO.call(this, query);
    this.charColumns = result.fields.flatMap((field, index) => {
      if (field.dataTypeID !== charOid) return [];
      field.dataTypeID = bpcharOid;
      return [index];
    });
    return result;
  };
  queryable.queryRaw = async function queryRawWithChars(query) {
    const result = await queryRaw.call(this, query);
    for (const index of this.charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/** The adapter splits scripts at every semicolon, which breaks function bodies: scripts are sent whole. */
function withWholeScripts(adapter) {
  readCharColumns(adapter);
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/** No connection string here: node-postgres lets it win over `database`, and the shadow database would be the main one. */
function poolOptions(address) {
  const url = new URL(address);
  const sslmode = url.searchParams.get('sslmode');
  return {
    host: decodeURIComponent(url.searchParams.get('host') ?? url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: databaseName(address),
    max: 1,
    ...(sslmode && sslmode !== 'disable' ? { ssl: { rejectUnauthorized: sslmode === 'verify-full' } } : {}),
  };
}

class SchemaEngineAdapter extends PrismaPg {
  constructor({ address, schema, shadowDatabaseUrl }) {
    super(poolOptions(address), { schema });
    this.context = { address, schema, shadowDatabaseUrl };
  }

  async connect() {
    return withWholeScripts(await super.connect());
  }

  async connectToShadowDb() {
    const { address, schema, shadowDatabaseUrl } = this.context;
    if (shadowDatabaseUrl) return new SchemaEngineAdapter({ address: shadowDatabaseUrl, schema }).connect();
    const main = await super.connect();
    const name = `prisma_migrate_shadow_db_${globalThis.crypto.randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const options = { ...poolOptions(address), database: name };
    const shadow = withWholeScripts(await new PrismaPg(options, { schema }).connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

export function adapterFactory({ address, shadowDatabaseUrl }) {
  const schema = new URL(address).searchParams.get('schema') ?? undefined;
  return bindMigrationAwareSqlAdapterFactory(new SchemaEngineAdapter({ address, schema, shadowDatabaseUrl }));
}
