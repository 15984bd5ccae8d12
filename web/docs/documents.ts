/** JSON Schema 2020-12, as far as the generated documents use it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
};
export type Schemas = Readonly<Record<string, Schema>>;
type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
};
export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly description?: string;
    readonly required?: boolean;
    readonly content: Content;
  };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
export type OpenApi = {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
};

/** A fact as it travels on the product's bus. */
export type SampleFact = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly occurredAt: number;
  readonly accountId: string;
  readonly data: Readonly<Record<string, unknown>>;
};
export type Message = {
  readonly name: string;
  readonly title: string;
  readonly examples?: readonly { readonly payload: SampleFact }[];
  readonly 'x-from'?: 'inside' | 'outside';
  readonly 'x-consumers'?: readonly string[];
};
export type AsyncApi = {
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>>; readonly schemas: Schemas };
};

/** Files that may be sent as they stand, by name: JSON as it reads, anything else as text. */
export type Examples = Readonly<Record<string, unknown>>;

export type Documents = {
  readonly openApi: OpenApi;
  readonly asyncApi: AsyncApi;
  readonly examples: Examples;
};

/** The documents of this very build; they lie beside the page. */
export async function loadDocuments(fetch: (path: string) => Promise<Response>): Promise<Documents> {
  const read = async <T>(name: string): Promise<T> => {
    const response = await fetch(`/docs/${name}.json`);
    if (!response.ok) throw new Error(`${name} was answered with ${response.status}`);
    return (await response.json()) as T;
  };
  const [openApi, asyncApi, examples] = await Promise.all([
    read<OpenApi>('openapi'),
    read<AsyncApi>('asyncapi'),
    read<Examples>('examples'),
  ]);
  return { openApi, asyncApi, examples };
}

/** A schema itself, or the component that it refers to. */
export const resolved = (schema: Schema, schemas: Schemas): Schema =>
  schema.$ref === undefined ? schema : (schemas[nameOfRef(schema.$ref)] ?? {});

export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
