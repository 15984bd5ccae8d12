type Json = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): [string, Json][] =>
  isObject(value) ? Object.entries(value).filter((entry): entry is [string, Json] => isObject(entry[1])) : [];

/** Every `$ref` of a document that leads nowhere in it. */
export function brokenRefs(document: Json): string[] {
  const broken: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    if (!isObject(value)) return;
    const ref = value['$ref'];
    if (typeof ref === 'string' && at(document, ref) === undefined) broken.push(ref);
    for (const part of Object.values(value)) look(part);
  };
  look(document);
  return broken;
}

/** What a local reference points to. */
export function at(document: Json, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  const parts = ref
    .slice(2)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce<unknown>((value, part) => (isObject(value) ? value[part] : undefined), document);
}

const missing = (value: unknown, names: readonly string[], where: string): string[] =>
  names.filter(name => !isObject(value) || value[name] === undefined).map(name => `${where} has no ${name}`);

const methods = ['get', 'put', 'post', 'delete', 'patch'];

/** What an OpenAPI 3.1 document must have and has not (https://spec.openapis.org/oas/v3.1.0). */
export function openApiFaults(document: Json): string[] {
  const schemes = Object.keys((at(document, '#/components/securitySchemes') as Json | undefined) ?? {});
  const faults = [
    ...(/^3\.1\.\d+$/.test(String(document['openapi'])) ? [] : ['openapi is not 3.1']),
    ...missing(document, ['info', 'paths', 'components'], 'the document'),
    ...missing(document['info'], ['title', 'version'], 'info'),
  ];
  const ids = new Set<unknown>();
  for (const [path, item] of objects(document['paths'])) {
    if (!path.startsWith('/')) faults.push(`${path} does not begin with a slash`);
    for (const [method, operation] of objects(item)) {
      const where = `${method} ${path}`;
      if (!methods.includes(method)) faults.push(`${where} is no method`);
      faults.push(...missing(operation, ['operationId', 'responses', 'security'], where));
      if (ids.has(operation['operationId'])) faults.push(`${where} has an operationId that is taken`);
      ids.add(operation['operationId']);
      faults.push(...parameterFaults(path, operation, where));
      for (const [status, response] of objects(operation['responses'])) {
        if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) faults.push(`${where} has the status ${status}`);
        faults.push(...missing(response, ['description'], `${where} ${status}`));
      }
      const asked = (operation['security'] as Json[] | undefined) ?? [];
      for (const name of asked.flatMap(Object.keys))
        if (!schemes.includes(name)) faults.push(`${where} asks for ${name}, which is no scheme`);
    }
  }
  return faults;
}

function parameterFaults(path: string, operation: Json, where: string): string[] {
  const parameters = (operation['parameters'] as Json[] | undefined) ?? [];
  const inPath = parameters.filter(one => one['in'] === 'path');
  const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const told = inPath.map(one => one['name']);
  return [
    ...parameters.flatMap(one => missing(one, ['name', 'in', 'schema'], `${where}: a parameter`)),
    ...(inPath.every(one => one['required'] === true) ? [] : [`${where}: a path parameter is not required`]),
    ...(JSON.stringify(told) === JSON.stringify(wanted) ? [] : [`${where}: path parameters are ${told}`]),
  ];
}

/** What an AsyncAPI 3.0 document must have and has not (https://www.asyncapi.com/docs/reference/specification/v3.0.0). */
export function asyncApiFaults(document: Json): string[] {
  const faults = [
    ...(document['asyncapi'] === '3.0.0' ? [] : ['asyncapi is not 3.0.0']),
    ...missing(document, ['info', 'channels', 'operations'], 'the document'),
    ...missing(document['info'], ['title', 'version'], 'info'),
  ];
  for (const [name, channel] of objects(document['channels']))
    faults.push(...missing(channel, ['address', 'messages'], `channel ${name}`));
  for (const [name, operation] of objects(document['operations'])) {
    if (!['send', 'receive'].includes(String(operation['action'])))
      faults.push(`operation ${name} neither sends nor receives`);
    faults.push(...missing(operation, ['channel'], `operation ${name}`));
    const channel = String((operation['channel'] as Json | undefined)?.['$ref']);
    for (const message of (operation['messages'] as Json[] | undefined) ?? [])
      if (!String(message['$ref']).startsWith(`${channel}/messages/`))
        faults.push(`operation ${name} has a message of another channel`);
  }
  for (const [name, message] of objects(at(document, '#/components/messages')))
    faults.push(...missing(message, ['payload'], `message ${name}`));
  return faults;
}
