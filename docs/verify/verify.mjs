// Checks a certificate offline, with nothing but Node: node verify.mjs did:web:NAME did.json certificate.jwt status-list.jwt
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const [did, document, certificate, list] = process.argv.slice(2).map((arg, i) => i ? readFileSync(arg, 'utf8') : arg)
const methods = JSON.parse(document).verificationMethod.filter(m => m.controller === did)
const fail = why => { console.error('not valid:', why); process.exit(1) }

function open(jwt) {
  const [head, payload, signature, more] = jwt.split('.').map(part => Buffer.from(part, 'base64url'))
  const { alg, kid } = JSON.parse(head)
  const method = methods.find(m => m.id === kid) ?? fail('an unknown key')
  const key = createPublicKey({ key: method.publicKeyJwk, format: 'jwk' })
  const same = [head, payload, signature].map(part => part.toString('base64url')).join('.') === jwt // not a bit beside it
  if (alg !== 'EdDSA' || more || !same || !verify(null, Buffer.from(jwt.slice(0, jwt.lastIndexOf('.'))), key, signature)) fail('changed')
  const says = JSON.parse(payload), now = Date.now() / 1000
  if (says.iss !== did || (says.issuer.id ?? says.issuer) !== did) fail('another issuer')
  return says.nbf <= now && now < (says.exp ?? Infinity) ? says : fail('not yet, or no longer')
}

const badge = open(certificate), status = badge.credentialStatus, lists = open(list)
const bits = gunzipSync(Buffer.from(lists.credentialSubject.encodedList.slice(1), 'base64url'))
if (status.statusListCredential !== lists.id) fail('another status list')
if (bits[status.statusListIndex >> 3] & 0x80 >> status.statusListIndex % 8) fail('revoked')
console.log('valid:', badge.credentialSubject.identifier[0].identityHash, badge.name)
