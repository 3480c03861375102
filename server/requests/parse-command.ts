import { shopperCommands, staffCommands } from '../../shared/api/commands.schema.ts'
import type { Command } from '../../shared/lifecycle/commands.ts'
import { parsed } from '../http/validate.ts'

export interface ParsedCommand {
  command: Command
  expectedSeq?: number
}

/** @throws Failure validation_failed */
export function parseShopperCommand(type: keyof typeof shopperCommands, body: unknown): ParsedCommand {
  return commandOf(type, parsed(shopperCommands[type], body))
}

/** @throws Failure validation_failed */
export function parseStaffCommand(type: keyof typeof staffCommands, body: unknown): ParsedCommand {
  return commandOf(type, parsed(staffCommands[type], body))
}

function commandOf(type: string, { expectedSeq, ...rest }: { expectedSeq?: number }): ParsedCommand {
  return { command: { type, ...rest } as Command, expectedSeq }
}
