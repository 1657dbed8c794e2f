// Generate TypeScript of schemas and have the compiler read records through it, at its strictest:
//   {"folder": path, "schemas": {name: schema}, "records": {name: [record…]}} on standard input.
// Prints {"types": {name: source}, "problems": what the compiler says}.
const { spawnSync } = require('child_process')
const { writeFileSync } = require('fs')
const { join } = require('path')
const { compile } = require('json-schema-to-typescript')

const { folder, schemas, records } = JSON.parse(require('fs').readFileSync(0))

async function main() {
  const types = {}
  const uses = []
  for (const [name, schema] of Object.entries(schemas)) {
    types[name] = await compile(schema, 'Record', { additionalProperties: true, bannerComment: '' })
    writeFileSync(join(folder, `${name}.ts`), types[name])
    const exported = [...types[name].matchAll(/^export interface (\w+)/gm)].map((match) => match[1])
    const whole = schema.title.replace(/\W+(\w)/g, (_, letter) => letter.toUpperCase())
    if (!exported.includes(whole)) throw new Error(`${name}: expected an interface ${whole}, got ${exported}`)
    uses.push(`import type { ${whole} } from './${name}'`)
    records[name].forEach((record, number) => {
      uses.push(`export const ${whole}${number}: ${whole} = ${JSON.stringify(record)}`)
    })
  }
  writeFileSync(join(folder, 'uses.ts'), uses.join('\n'))
  const tsc = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc')
  const options = ['--strict', '--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022']
  const done = spawnSync(process.execPath, [tsc, ...options, '--types', '', 'uses.ts'], { cwd: folder, encoding: 'utf8' })
  console.log(JSON.stringify({ types, problems: done.stdout + done.stderr }))
}

main()
