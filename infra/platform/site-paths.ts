/**
 * Files stand at the root, in /assets and in /icons, and the API's documents beside their page; device users, customers
 * and those who call the API have pages of their own; everything else is the console's one page, also when an id has a
 * dot.
 */
export const TO_PAGE = `function handler(event) {
  var request = event.request;
  var isFile = /^\\/(assets|icons)\\/|^\\/docs\\/[^/]+\\.json$|^\\/[^/]+\\.[^/]+$/.test(request.uri);
  var beside = /^\\/(device|book|docs)\\/?$/.exec(request.uri);
  if (!isFile) request.uri = beside ? '/' + beside[1] + '/index.html' : '/index.html';
  return request;
}`;

/** The API knows nothing of the place it has behind the one origin. */
export const WITHOUT_API = `function handler(event) {
  var request = event.request;
  request.uri = request.uri.substring(4) || '/';
  return request;
}`;
