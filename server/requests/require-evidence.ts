import { answeredFiles } from '../../shared/lifecycle/claim-answers.ts'
import type { Command } from '../../shared/lifecycle/commands.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { type EvidenceFile, readEvidence } from './store.ts'

/** The files a command names, each uploaded for this order: nobody shows another's. @throws Failure validation_failed */
export async function requireEvidence(
  ports: Pick<Ports, 'database'>,
  merchant: string,
  order: string,
  command: Command,
): Promise<EvidenceFile[]> {
  const ids = evidenceOf(command)
  const files = await readEvidence(ports.database, merchant, order, ids)
  const missing = ids.find((id) => !files.some((file) => file.id === id))
  if (missing !== undefined) {
    const pointer = command.type === 'submit' || command.type === 'edit' ? '/items' : '/evidence'
    throw new Failure('validation_failed', {
      pointer,
      errors: [{ pointer, code: 'unknown_evidence', message: `no file ${missing} of this order` }],
    })
  }
  return files
}

function evidenceOf(command: Command): string[] {
  if (command.type === 'submit' || command.type === 'edit') {
    return [...new Set(command.items.flatMap((item) => [...item.evidence, ...answeredFiles(item.answers)]))]
  }
  return command.type === 'answer' || command.type === 'appeal' ? [...new Set(command.evidence)] : []
}
