#compdef cchc
# cchc: completion for zsh
_cchc() {
    local -a lines names
    local directive line value
    lines=("${(@f)$(${(Q)words[1]} __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    directive=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        value=${line%%$'\t'*}
        names+=("${value//:/\\:}:${line#*$'\t'}")
    done
    case $directive in
        files) _files ;;
        folders) _files -/ ;;
        nospace) _describe -V cchc names -S '' ;;
        *) _describe -V cchc names ;;
    esac
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
if [[ $funcstack[1] == _cchc ]]; then
    _cchc "$@"
else
    compdef _cchc cchc
fi
