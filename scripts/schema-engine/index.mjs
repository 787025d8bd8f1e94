#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, a download that machines without access to its host cannot make. It speaks the
 * same command line and JSON-RPC protocol and runs the same engine compiled to WebAssembly. prisma.config.ts points
 * PRISMA_SCHEMA_ENGINE_BINARY here.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { adapterFactory, connectionString, databaseName, runStatement } from './adapter.mjs';

const panicCode = 101;
const rpcErrorCode = 4466;

function readArguments(argv) {
  const read = { datamodels: [], datasource: null, command: [] };
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index];
    if (argument === '--datamodels' || argument === '-d') read.datamodels.push(argv[(index += 1)]);
    else if (argument === '--datasource') read.datasource = JSON.parse(argv[(index += 1)]);
    else if (argument === '--enabled-preview-features' || argument === '--extension-types') index += 1;
    else read.command.push(argument);
  }
  return read;
}

const writeLine = (stream, value) => stream.write(`${JSON.stringify(value)}\n`);
const log = (level, fields) =>
  writeLine(process.stderr, {
    timestamp: new Date().toISOString(),
    level,
    fields,
    target: 'schema_engine::logger',
  });

const given = readArguments(process.argv.slice(2));

function address() {
  const url = given.datasource?.url;
  if (url) return url;
  throw Object.assign(new Error('Connection url is empty. See https://pris.ly/d/config-url'), {
    code: 'P1013',
  });
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** Prisma's code and words for what went wrong while connecting. */
function toUserError(error, url) {
  const { hostname, port, username } = new URL(url);
  if (error.code === '3D000')
    return { error_code: 'P1003', message: `Database \`${databaseName(url)}\` does not exist` };
  if (error.code === '28P01' || error.code === '28000')
    return {
      error_code: 'P1000',
      message: `Authentication failed, the credentials for \`${username}\` are not valid.`,
    };
  if (unreachable.has(error.code) || error.name === 'AggregateError')
    return { error_code: 'P1001', message: `Can't reach database server at \`${hostname}:${port || 5432}\`` };
  return { error_code: 'P1010', message: error.message };
}

const createDatabase = (url) =>
  runStatement(
    connectionString(url, 'postgres'),
    (client) => `CREATE DATABASE ${client.escapeIdentifier(databaseName(url))}`,
  );

async function runCommand(name) {
  try {
    if (name === 'can-connect-to-database') await runStatement(connectionString(address()), () => 'SELECT 1');
    else if (name === 'create-database') await createDatabase(address());
    else throw new Error(`${name} is not supported without the native schema engine`);
    return 0;
  } catch (error) {
    log('ERROR', { is_panic: false, ...toUserError(error, address()) });
    return 1;
  }
}

async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = path.dirname(
    createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
  );
  const binary = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(binary, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = given.datamodels.map((file) => [file, readFileSync(path.resolve(file), 'utf8')]);
  return glue.SchemaEngine.new(
    datamodels.length > 0 ? { datamodels } : {},
    (message) => (process.env.DEBUG ? process.stderr.write(`${message}\n`) : undefined),
    adapterFactory({ address: address(), shadowDatabaseUrl: given.datasource?.shadowDatabaseUrl }),
  );
}

let engine = null;

async function call({ id, method, params }) {
  if (method === 'createDatabase') {
    const url = params?.datasource?.url ?? address();
    await createDatabase(url);
    return { databaseName: databaseName(url) };
  }
  engine ??= loadEngine();
  const loaded = await engine;
  if (method === 'getDatabaseVersion') return loaded.version(params ?? null);
  const result = await loaded[method](params ?? {});
  if (method !== 'diff' || typeof result?.stdout !== 'string') return result;
  // The native engine prints by asking the command line to.
  writeLine(process.stdout, {
    jsonrpc: '2.0',
    id: `print-${id}`,
    method: 'print',
    params: { content: result.stdout },
  });
  return { ...result, stdout: null };
}

/** The engine words its errors as JSON inside of a message. */
function readError(error) {
  const plain = { message: error?.message ?? String(error), error_code: error?.code };
  try {
    return { ...plain, ...JSON.parse(plain.message) };
  } catch {
    return plain;
  }
}

async function answer(request) {
  const { id } = request;
  try {
    writeLine(process.stdout, { jsonrpc: '2.0', id, result: (await call(request)) ?? {} });
  } catch (error) {
    const { message, error_code } = readError(error);
    const data = { is_panic: error instanceof WebAssembly.RuntimeError, message, error_code };
    writeLine(process.stdout, {
      jsonrpc: '2.0',
      id,
      error: { code: rpcErrorCode, message: 'An error happened. Check the data field for details.', data },
    });
  }
}

async function serve() {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const request = JSON.parse(line);
    if (request.method) await answer(request);
  }
}

globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  message: '',
  set_message(message) {
    this.message = message;
  },
};

process.on('uncaughtException', (error) => {
  const message = globalThis.PRISMA_WASM_PANIC_REGISTRY.message || (error?.message ?? error);
  log('ERROR', { message, backtrace: error?.stack, is_panic: true });
  process.exit(panicCode);
});

if (process.argv.includes('--version') || process.argv.includes('-V')) {
  process.stdout.write('schema-engine-cli wasm-bridge\n');
} else if (given.command[0] === 'cli') {
  log('INFO', { message: 'Starting schema engine CLI (WebAssembly)' });
  process.exitCode = await runCommand(given.command[1]);
} else {
  await serve();
  process.exit(0);
}
