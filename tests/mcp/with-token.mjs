// Passes what it is sent on to a gateway with a token: the conformance suite cannot send one. Host and Origin stay as they are.
// with-token.mjs PORT ADDRESS TOKEN CA
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';

const [port, address, token, ca] = process.argv.slice(2);
const gateway = new URL(address);
const trust = readFileSync(ca);

createServer((asked, answer) => {
  const passed = request({
    ca: trust,
    headers: { ...asked.headers, authorization: `Bearer ${token}` },
    host: gateway.hostname,
    method: asked.method,
    path: asked.url,
    port: gateway.port,
    servername: gateway.hostname,
  }, response => {
    answer.writeHead(response.statusCode, response.headers);
    response.pipe(answer);
  });
  passed.on('error', error => answer.destroy(error));
  asked.pipe(passed);
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
