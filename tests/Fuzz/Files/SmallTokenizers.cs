namespace Etch.Fuzz.Files;

/// <summary>Tokenizers with the steps that the published ones lack.</summary>
internal static class SmallTokenizers
{
    public const string BytePair = """
        {"version":"1.0","truncation":{"max_length":8,"strategy":"LongestFirst"},"padding":null,
        "added_tokens":[{"id":9,"content":"<x>","single_word":false,"lstrip":true,"rstrip":true,"normalized":true,"special":false},
        {"id":8,"content":"<s>","single_word":true,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"NFC"},{"type":"NFKD"},{"type":"NFKC"},{"type":"StripAccents"},{"type":"Lowercase"}]},
        "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}]},
        "post_processor":{"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":true},
        {"type":"RobertaProcessing","sep":["<s>",8],"cls":["<s>",8],"trim_offsets":true,"add_prefix_space":false}]},
        "decoder":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
        "model":{"type":"BPE","dropout":null,"unk_token":"u","continuing_subword_prefix":"","end_of_word_suffix":"","fuse_unk":true,"byte_fallback":false,"ignore_merges":true,
        "vocab":{"u":0,"a":1,"b":2,"aa":3,"ab":4,"Ġ":5,"Ġa":6,"aaaa":7},"merges":["#version: 0.2","a a",["a","b"],"Ġ a","aa aa"]}}
        """;

    public const string WordPiece = """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
        "pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":{"type":"BertProcessing","sep":["[S]",2],"cls":["[C]",1]},
        "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
        "model":{"type":"WordPiece","unk_token":"[U]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{"[U]":0,"[C]":1,"[S]":2,"a":3,"##a":4,"##aaa":5,"e":6,"'":7}}}
        """;
}
