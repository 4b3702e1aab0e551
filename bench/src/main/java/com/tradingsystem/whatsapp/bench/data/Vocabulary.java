package com.tradingsystem.whatsapp.bench.data;

import java.util.SplittableRandom;

/** Texts as a Brazilian shop exchanges them with its customers. A number always gives the same text. */
public final class Vocabulary {

    /** A word that every sixth message has. */
    public static final String VERY_FREQUENT = "pedido";

    /** A word that every fiftieth message has. */
    public static final String FREQUENT = "boleto";

    /** A word that one of 20,000 messages has. */
    public static final String RARE = "jabuticaba";

    /** Two words that every thirtieth message has one after the other. */
    public static final String PHRASE = "nota fiscal";

    private static final int EVERY_VERY_FREQUENT = 6;
    private static final int EVERY_FREQUENT = 50;
    private static final int EVERY_RARE = 20_000;
    private static final int EVERY_PHRASE = 30;
    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 16;

    /** The most usual first. */
    private static final String[] WORDS = """
            de a o que e para com não um em você por uma sim ok bom dia boa tarde noite obrigado obrigada tudo bem oi olá hoje amanhã
            já vou está pode favor aqui isso mas ele ela eu me te nós na no da do os as se foi quando onde como qual quanto preço valor
            entrega loja horas hora manhã semana mês cliente senhor senhora moça produto caixa peça tamanho cor azul preto branco verde
            vermelho grande pequeno médio novo usado conta banco pix cartão crédito débito dinheiro troco desconto promoção frete
            endereço rua avenida número bairro cidade casa apartamento portaria prédio bloco cep telefone celular mensagem áudio foto
            vídeo documento contrato assinatura reunião projeto prazo atraso urgente agora depois cedo tarde segunda terça quarta
            quinta sexta sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro família
            mãe pai filho filha irmão irmã amigo amiga aniversário festa bolo café almoço jantar pizza cerveja água suco arroz feijão
            carne frango peixe salada fruta banana maçã laranja mercado padaria farmácia remédio médico consulta exame hospital escola
            aula professor prova trabalho chefe férias viagem praia ônibus carro moto gasolina oficina pneu motor garantia defeito troca
            devolução reembolso estoque fornecedor compra venda orçamento proposta parcela juros vencimento comprovante recibo imposto
            sistema senha usuário acesso computador impressora internet sinal bateria carregador tela capa película fone caneta papel
            cadeira mesa sofá cama colchão geladeira fogão lâmpada tinta parede porta janela chave cadeado obra cimento areia tijolo
            pedreiro eletricista encanador jardim planta flor cachorro gato veterinário ração chuva sol calor frio vento trânsito""".strip().split("\\s+");

    private Vocabulary() {}

    /** The text of a message. */
    public static String text(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int length = random.nextInt(FEWEST_WORDS, MOST_WORDS);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(word(random));
        }
        append(text, random, EVERY_VERY_FREQUENT, VERY_FREQUENT);
        append(text, random, EVERY_FREQUENT, FREQUENT);
        append(text, random, EVERY_PHRASE, PHRASE);
        append(text, random, EVERY_RARE, RARE);
        return text.toString();
    }

    private static void append(StringBuilder text, SplittableRandom random, int every, String words) {
        if (random.nextInt(every) == 0) {
            text.append(' ').append(words);
        }
    }

    /** Few words make most of a language: the square of an even distribution comes near enough. */
    private static String word(SplittableRandom random) {
        double even = random.nextDouble();
        return WORDS[(int) (even * even * WORDS.length)];
    }
}
