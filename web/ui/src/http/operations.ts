import type { paths } from './api';

/** The server's own description, as types: what may be asked, with what, and what comes back. */
export type Method = 'get' | 'post' | 'put' | 'delete';

/** What the description says of one operation; never: there is none. */
export type Operation<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, infer O extends { responses: unknown }> ? O : never;

/** Paths that answer this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P;
}[keyof paths];

interface Keyed {
  parameters: { header: { 'Idempotency-Key': string } };
}

/** Paths that take a command under a key, or do without one. */
export type CommandPath = { [P in PathOf<'post'>]: Operation<P, 'post'> extends Keyed ? P : never }[PathOf<'post'>];
export type PlainPath = Exclude<PathOf<'post'>, CommandPath>;

/** Of a query what is null, undefined or empty is left out. */
type Loose<Q> = { [K in keyof Q]: Q[K] | (undefined extends Q[K] ? null | undefined : never) };

type InPath<O> = O extends { parameters: { path: infer X extends object } } ? { path: X } : { path?: never };

/** `URLSearchParams`: what stands in the page's own address, for the server to judge. */
type InQuery<O> = O extends { parameters: { query: infer X extends object } }
  ? { query: Loose<X> | URLSearchParams }
  : O extends { parameters: { query?: infer X } }
    ? { query?: [X & object] extends [never] ? never : Loose<X & object> | URLSearchParams }
    : { query?: never };

type InBody<O> = O extends { requestBody: { content: { 'application/json': infer X } } }
  ? { body: X }
  : { body?: never };

export type Place<O> = InPath<O> & InQuery<O>;
export type Given<O> = Place<O> & InBody<O>;

/** Left out where nothing has to be given. */
export type Arguments<G> = Partial<G> extends G ? [given?: G] : [given: G];

type Json<R, S extends number> =
  R extends Record<S, { content: { 'application/json': infer X } }> ? X : R extends Record<S, unknown> ? null : never;

/** What is answered; null: nothing, and all went well. */
export type Answer<O> = O extends { responses: infer R }
  ? Json<R, 200> | Json<R, 201> | Json<R, 202> | Json<R, 204>
  : never;
