import { describe, expect, it } from 'vitest';
import { importAliases } from '../../../shared/domain/catalogue/import-aliases.ts';

const price = { input_cost_per_token: '1e-6' };

describe('other names of imported models', () => {
  const aliases = importAliases({
    'gpt-4o': { ...price, litellm_provider: 'openai' },
    'claude-3-7-sonnet-20250219': { ...price, litellm_provider: 'anthropic' },
    'claude-opus-4-6': { ...price, litellm_provider: 'anthropic' },
    'gemini-2.5-pro': { ...price, litellm_provider: 'vertex_ai-language-models' },
    'amazon.nova-lite-v1:0': { ...price, litellm_provider: 'bedrock_converse' },
    'xai/grok-4': { ...price, litellm_provider: 'xai' },
    'azure/o9': { ...price, litellm_provider: 'azure' },
    'openrouter/o9': { ...price, litellm_provider: 'openrouter' },
    'm-2024-01-01': { ...price, litellm_provider: 'openai' },
    'm-2025-01-01': { ...price, litellm_provider: 'openai' },
  });

  it.each([
    ['ai.openai/gpt-4o', 'ai.gpt-4o'],
    ['ai.anthropic/claude-opus-4-6', 'ai.claude-opus-4-6'],
    ['ai.us.anthropic.claude-opus-4-6-v1', 'ai.claude-opus-4-6'],
    ['ai.anthropic.claude-3-7-sonnet-20250219-v1:0', 'ai.claude-3-7-sonnet-20250219'],
    ['ai.claude-3-7-sonnet', 'ai.claude-3-7-sonnet-20250219'],
    ['ai.vertex_ai/gemini-2.5-pro', 'ai.gemini-2.5-pro'],
    ['ai.eu.amazon.nova-lite-v1:0', 'ai.amazon.nova-lite-v1:0'],
    ['ai.bedrock/amazon.nova-lite-v1:0', 'ai.amazon.nova-lite-v1:0'],
    ['ai.grok-4', 'ai.xai/grok-4'],
  ])('have their provider, region, version and date, or not: %s', (alias, stem) => {
    expect(aliases.get(alias)).toBe(stem);
  });

  it('are the last release’s, and nobody’s where two models come equally near', () => {
    expect(aliases.get('ai.m')).toBe('ai.m-2025-01-01');
    expect(aliases.has('ai.o9')).toBe(false);
  });

  it('are never a name that the map has', () => {
    expect(aliases.has('ai.gpt-4o')).toBe(false);
    expect(aliases.has('ai.xai/grok-4')).toBe(false);
  });
});
